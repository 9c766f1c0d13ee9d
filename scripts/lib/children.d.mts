export interface Children {
  stopAll(): Promise<void>;
}
export declare const createChildren: () => Children;
