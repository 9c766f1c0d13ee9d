#!/usr/bin/env node
// Draws resources/icons/asan-kiosk.svg in every size that installers want; run it after a change of the drawing.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { inRoot } from './lib/folders.mjs';
import { findChromium } from './lib/shells.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const IN_ICO = [16, 24, 32, 48, 64, 128, 256];
const folder = inRoot('resources/icons');
const svg = readFileSync(`${folder}/asan-kiosk.svg`, 'utf8');

const draw = async (page, size) => {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
};

/** An .ico is a list of PNG files with their sizes in front. */
const toIco = (images) => {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size === 256 ? 0 : size, at);
    head.writeUInt8(size === 256 ? 0 : size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
};

const browser = await chromium.launch({ executablePath: findChromium() });
const page = await browser.newPage();
const images = [];
for (const size of SIZES) images.push({ size, png: await draw(page, size) });
await browser.close();
for (const { size, png } of images) writeFileSync(`${folder}/${size}x${size}.png`, png);
writeFileSync(`${folder}/icon.ico`, toIco(images.filter(({ size }) => IN_ICO.includes(size))));
