export interface MixedRowTables {
  mixed_rows: {
    table_name: string;
    /** A survey's or an idea's id; empty where the table is mixed as a whole. */
    part: string;
    /** As `xmin` shows it in the rows that were mixed. */
    xid: string;
  };
}
