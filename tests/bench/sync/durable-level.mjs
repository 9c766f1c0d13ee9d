// LevelDB that syncs each write to the disk, as PouchDB never asks it to: a rival with our promise.
import leveldown from 'leveldown';

export const syncEveryWrite = () => {
  const { _batch: batch, _put: put, _del: del } = leveldown.prototype;
  const durably = (options) => ({ ...options, sync: true });
  Object.assign(leveldown.prototype, {
    _batch(operations, options, callback) {
      return batch.call(this, operations, durably(options), callback);
    },
    _put(key, value, options, callback) {
      return put.call(this, key, value, durably(options), callback);
    },
    _del(key, options, callback) {
      return del.call(this, key, durably(options), callback);
    },
  });
};
