import {
  CalendarClock,
  FileText,
  FolderOpen,
  Info,
  Lightbulb,
  MessageSquareWarning,
  Smile,
  Vote,
} from '@lucide/vue';
import type { Component } from 'vue';

/** A way from the first page into a feature. */
export interface HomeDoor {
  readonly key: string;
  readonly icon: Component;
  /** Where it leads: the first of these that this kiosk has. */
  readonly paths: readonly string[];
}

/** The six tiles, in the order in which they stand. */
export const HOME_TILES: readonly HomeDoor[] = [
  { key: 'apply', icon: FileText, paths: ['/services'] },
  { key: 'myCase', icon: FolderOpen, paths: ['/my-case'] },
  { key: 'reception', icon: CalendarClock, paths: ['/receptions', '/reception'] },
  { key: 'appeal', icon: MessageSquareWarning, paths: ['/appeals', '/appeal'] },
  { key: 'haveASay', icon: Vote, paths: ['/participation', '/topics', '/surveys'] },
  { key: 'information', icon: Info, paths: ['/information'] },
];

export const HOME_ENTRIES: readonly HomeDoor[] = [
  { key: 'feedback', icon: Smile, paths: ['/feedback'] },
  { key: 'idea', icon: Lightbulb, paths: ['/ideas'] },
];

export interface OpenDoor {
  readonly key: string;
  readonly icon: Component;
  readonly path: string;
}

/** Doors that lead somewhere: what this kiosk has no screen for is not shown. */
export const openDoors = (
  doors: readonly HomeDoor[],
  leads: (path: string) => boolean,
): readonly OpenDoor[] =>
  doors.flatMap(({ key, icon, paths }) => {
    const path = paths.find(leads);
    return path === undefined ? [] : [{ key, icon, path }];
  });
