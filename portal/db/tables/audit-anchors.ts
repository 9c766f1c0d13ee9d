export interface AuditAnchorTables {
  /** The highest link of each kiosk's audit that was ever seen. */
  audit_anchors: {
    kiosk_id: string;
    seq: number;
    /** HMAC-SHA256, base64url. */
    mac: string;
    at: number;
  };
}
