import type { Children } from './children.mjs';

export interface DemonstrationFolders {
  readonly data: string;
  readonly portal: string;
  readonly kiosk: string;
  readonly logs: string;
  readonly stick: string;
  readonly signIn: string;
  readonly paper: string;
}
export declare const folders: (data?: string) => DemonstrationFolders;

export interface RunningPortal {
  readonly address: string;
  readonly enrolment: {
    readonly portalUrl: string;
    readonly keyThumbprint: string;
    readonly enrolmentCode?: string;
  };
  stop(): Promise<void>;
}
export declare const startPortal: (
  children: Children,
  main: string,
  at: DemonstrationFolders,
  onLine?: (line: string) => void,
  env?: Readonly<Record<string, string>>,
) => Promise<RunningPortal>;
