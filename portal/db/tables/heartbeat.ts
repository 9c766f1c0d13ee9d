export interface HeartbeatTables {
  /** The last one of each kiosk. */
  kiosk_heartbeats: {
    kiosk_id: string;
    at: number;
    /** JSON, see contract/heartbeat.ts. */
    heartbeat: string;
  };
}
