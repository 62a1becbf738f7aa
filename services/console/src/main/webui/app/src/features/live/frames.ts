/** Messages of certyn.live.v1: a header of 24 bytes, big endian, and a payload. */

export const HEADER_BYTES = 24;
const VERSION = 1;
const MOST_PAYLOAD = 1024 * 1024;

export const FrameType = {
  picture: 0x01,
  meta: 0x10,
  step: 0x11,
  log: 0x13,
  resync: 0x14,
  hello: 0x20,
  ack: 0x22,
  heartbeat: 0x23,
  privacy: 0x24,
  bye: 0x3f,
} as const;

export interface Frame {
  type: number;
  seq: number;
  capturedAtMs: number;
  width: number;
  height: number;
  payload: Uint8Array<ArrayBuffer>;
}

export class MalformedFrame extends Error {}

export function decode(message: ArrayBuffer): Frame {
  if (message.byteLength < HEADER_BYTES) {
    throw new MalformedFrame('shorter than a header');
  }
  const view = new DataView(message);
  const length = view.getUint32(20);
  if (view.getUint8(0) !== VERSION) {
    throw new MalformedFrame('unknown version');
  }
  if (length > MOST_PAYLOAD || length !== message.byteLength - HEADER_BYTES) {
    throw new MalformedFrame('wrong length');
  }
  return {
    type: view.getUint8(1),
    seq: view.getUint32(4),
    capturedAtMs: Number(view.getBigUint64(8) / 1000n),
    width: view.getUint16(16),
    height: view.getUint16(18),
    payload: new Uint8Array(message, HEADER_BYTES, length),
  };
}

/** Says that a picture is on the screen: the credit for the next one. */
export function ack(seq: number): ArrayBuffer {
  const message = new ArrayBuffer(HEADER_BYTES);
  const view = new DataView(message);
  view.setUint8(0, VERSION);
  view.setUint8(1, FrameType.ack);
  view.setUint32(4, seq);
  view.setBigUint64(8, BigInt(Date.now()) * 1000n);
  return message;
}

export function json<T>(frame: Frame): T | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(frame.payload)) as T;
  } catch {
    return undefined;
  }
}
