import { DOCUMENT_LIMITS } from '../../../contract/documents.ts';

/** A page as it is sent, and a small picture of it for the list. */
export interface MadePage {
  readonly blob: Blob;
  /** data: address. */
  readonly thumb: string;
}

export interface PageSource {
  readonly picture: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

const THUMB_EDGE = 320;
/** Tried one after the other until the page is small enough. */
const QUALITIES = [0.82, 0.7, 0.55, 0.4] as const;

/** Draws to fit into `edge`, turned by quarters to the right. Nothing but the pixels survives: no place, no device, no time. */
const draw = (source: PageSource, edge: number, quarters: number): HTMLCanvasElement => {
  const scale = Math.min(1, edge / Math.max(source.width, source.height));
  const [width, height] = [source.width, source.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  ) as [number, number];
  const lying = quarters % 2 !== 0;
  const canvas = document.createElement('canvas');
  canvas.width = lying ? height : width;
  canvas.height = lying ? width : height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw a page on');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(source.picture, -width / 2, -height / 2, width, height);
  return canvas;
};

const encode = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the page was not made')) : resolve(blob)),
      'image/jpeg',
      quality,
    );
  });

/** Makes a page anew: smaller where it is too large, as JPEG. */
export const makePage = async (source: PageSource, quarters = 0): Promise<MadePage> => {
  const thumb = draw(source, THUMB_EDGE, quarters).toDataURL('image/jpeg', 0.7);
  const canvas = draw(source, DOCUMENT_LIMITS.edge, quarters);
  for (const quality of QUALITIES) {
    const blob = await encode(canvas, quality);
    if (blob.size <= DOCUMENT_LIMITS.pageBytes) return { blob, thumb };
  }
  const smaller = draw(source, DOCUMENT_LIMITS.edge / 2, quarters);
  return { blob: await encode(smaller, 0.5), thumb };
};

/** The pixels of a file, upright as the camera meant it. Rejects when it is no picture after all. */
export const pictureOf = async (blob: Blob): Promise<PageSource> => {
  const picture = await createImageBitmap(blob);
  return { picture, width: picture.width, height: picture.height };
};
