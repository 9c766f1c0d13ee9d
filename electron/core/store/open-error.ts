const SENTENCES = {
  folder_in_use: 'another process is using this data folder; only one may',
  written_by_newer:
    'this data was written by a newer version of the program; install that version or a later one',
  key_missing:
    'the key file of this data folder is missing; bring it back, the data cannot be read without it',
  key_damaged: 'both key files of this data folder are damaged',
  key_refused: 'the data key cannot be opened with the key protection of this device',
  disk_failed: 'the data folder cannot be read or written',
} as const;

export type StoreOpenFault = keyof typeof SENTENCES;

/** Why a store did not open. Nothing in the folder was changed, except where the disk failed half-way. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
  readonly fault: StoreOpenFault;
  constructor(fault: StoreOpenFault, options?: ErrorOptions & { detail?: string }) {
    super(
      SENTENCES[fault] + (options?.detail === undefined ? '' : ` (${options.detail})`),
      options,
    );
    this.fault = fault;
  }
}
