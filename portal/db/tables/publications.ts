export interface PublicationTables {
  publications: {
    kind: string;
    id: string;
    /** The portal's running number of the publication; visible only after all smaller ones. */
    rev: number;
    /** For this kiosk alone; null: for all. */
    kiosk_id: string | null;
    /** JSON; null: taken back. */
    body: string | null;
  };
}
