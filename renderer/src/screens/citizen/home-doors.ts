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
  /** Where it leads. */
  readonly path: string;
}

/** The tiles, in the order in which they stand. */
export const HOME_TILES: readonly HomeDoor[] = [
  { key: 'apply', icon: FileText, path: '/services' },
  { key: 'myCase', icon: FolderOpen, path: '/my-case' },
  { key: 'appeal', icon: MessageSquareWarning, path: '/appeals' },
  { key: 'reception', icon: CalendarClock, path: '/services/reception' },
  { key: 'haveASay', icon: Vote, path: '/participation' },
  { key: 'information', icon: Info, path: '/information' },
];

export const HOME_ENTRIES: readonly HomeDoor[] = [
  { key: 'feedback', icon: Smile, path: '/feedback' },
  { key: 'idea', icon: Lightbulb, path: '/ideas' },
];
