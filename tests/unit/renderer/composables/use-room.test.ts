import { describe, expect, it } from 'vitest';
import { roomFor } from '../../../../renderer/src/composables/use-room.ts';

describe('room on the screen', () => {
  it.each([
    [false, 1920, 1, 'roomy'],
    [false, 1080, 1, 'roomy'],
    [false, 768, 1, 'low'],
    [false, 1080, 2, 'low'],
    [true, 1920, 1, 'roomy'],
    [true, 1920, 2, 'snug'],
    [true, 1080, 1, 'snug'],
    [true, 1080, 1.25, 'compact'],
    [true, 768, 1, 'compact'],
    [true, 768, 2, 'compact'],
  ] as const)('with keyboard %s, height %i, text factor %f is %s', (open, height, scale, room) => {
    expect(roomFor(open, height, scale)).toBe(room);
  });
});
