// Shop time on this device. The server decides what the hour is; we keep only how far this device is off.

let offsetMs = 0

/** Takes the shop's hour from an answer; `roundTripMs` halves into the error. */
export function setShopTime(shopNow: string | number, roundTripMs = 0): void {
  const ms = typeof shopNow === 'number' ? shopNow : Date.parse(shopNow)
  if (Number.isFinite(ms)) offsetMs = ms + Math.round(roundTripMs / 2) - Date.now()
}

export function shopNow(): number {
  return Date.now() + offsetMs
}
