// Every drawn thing as a data address. Mini-programs have no <svg> in a page, but take one as a background.

export const DUMPLING = 'M24 2C37.5 2 46 11.5 46 24.5C46 36.5 37 42 24 42S2 36.5 2 24.5C2 11.5 10.5 2 24 2Z'

export function svgUrl(svg: string): string {
  const code = encodeURIComponent(svg).replace(/'/g, '%27').replace(/\(/g, '%28').replace(/\)/g, '%29')
  return `url("data:image/svg+xml,${code}")`
}

const cache = new Map<string, string>()
function once(name: string, draw: () => string): string {
  let url = cache.get(name)
  if (!url) cache.set(name, (url = svgUrl(draw())))
  return url
}

const PATHS: Record<string, string> = {
  back: '<path d="M14.5 5l-7 7 7 7"/>',
  next: '<path d="M9.5 6l6 6-6 6"/>',
  down: '<path d="M6 9.5l6 6 6-6"/>',
  up: '<path d="M6 14.5l6-6 6 6"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
  pin: '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11Z"/><circle cx="12" cy="10" r="2.3"/>',
  bell: '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15ZM10 21h4"/>',
  clock: '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
  info: '<circle cx="12" cy="12" r="8"/><path d="M12 11v5M12 8v.2"/>',
  warn: '<path d="M12 4.5l8.5 15h-17ZM12 10v4.5M12 17v.2"/>',
  share: '<path d="M12 15V4M8 7.5L12 4l4 3.5M5 12v8h14v-8"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  home: '<path d="M4 11l8-7 8 7v9h-5.5v-6h-5v6H4Z"/>',
  grid:
    '<rect x="4" y="4" width="6.5" height="6.5" rx="1.8"/><rect x="13.5" y="4" width="6.5" height="6.5" rx="1.8"/>' +
    '<rect x="4" y="13.5" width="6.5" height="6.5" rx="1.8"/><rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.8"/>',
  cart: '<path d="M3.5 4.5h2.3L8 15.5h9.6l2-8H6.4"/><circle cx="9.2" cy="19" r="1.4"/><circle cx="16.6" cy="19" r="1.4"/>',
  me: '<circle cx="12" cy="8" r="3.8"/><path d="M4.8 20c.6-4 3.4-6 7.2-6s6.6 2 7.2 6"/>',
  star: '<path d="M12 4l2.3 5 5.4.6-4 3.7 1.1 5.4-4.8-2.7-4.8 2.7 1.1-5.4-4-3.7L9.7 9Z"/>',
  wallet: '<path d="M4 8h15.5v11H4ZM4 8l11-3.5V8M16 13.5h.2"/>',
  wechat:
    '<path d="M9.5 5C6 5 3.5 7.2 3.5 10c0 1.6.9 3 2.3 3.9L5.3 16l2.4-1.2M9.5 5c3.1 0 5.6 1.8 6 4.3"/>' +
    '<path d="M20.5 14.3c0-2.4-2.3-4.3-5.2-4.3s-5.2 1.9-5.2 4.3 2.3 4.3 5.2 4.3c.6 0 1.2-.1 1.8-.3l2 1-.5-1.8' +
    'c1.2-.8 1.9-1.9 1.9-3.2Z"/>',
  coupon:
    '<path d="M3.5 7h17v3.5a1.8 1.8 0 0 0 0 3.5v3.5h-17V14a1.8 1.8 0 0 0 0-3.5ZM14.5 7.5v2M14.5 11.5v1.5M14.5 15v2"/>',
  truck:
    '<path d="M3 6.5h11v10H3ZM14 10h4l3 3.5v3h-7Z"/><circle cx="7.5" cy="17.5" r="1.8"/><circle cx="17" cy="17.5" r="1.8"/>',
  box: '<path d="M4 8l8-4 8 4v8.5l-8 4-8-4ZM4 8l8 4 8-4M12 12v8.5"/>',
  undo: '<path d="M8.5 5L4.5 9l4 4M5 9h9a5.5 5.5 0 0 1 0 11H9"/>',
  link: '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>',
  picture:
    '<rect x="4" y="5" width="16" height="14" rx="2"/><circle cx="9" cy="10" r="1.5"/><path d="M4.5 17.5l5-4.5 3.5 3 3-2.5 4 4"/>',
  people:
    '<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19c.5-3.5 2.8-5.2 6-5.2s5.5 1.7 6 5.2M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.2' +
    'c2 .7 3.2 2.3 3.5 4.8"/>',
  globe:
    '<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c2.5 2.3 3.6 5 3.6 8s-1.1 5.7-3.6 8c-2.5-2.3-3.6-5-3.6-8S9.5 6.3 12 4Z"/>',
  more: '<path d="M6 12h.2M12 12h.2M18 12h.2"/>',
  refresh: '<path d="M19 6v4.5h-4.5M19 10.5A7.5 7.5 0 1 0 19.5 14"/>',
  trash: '<path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5"/>',
  phone: '<rect x="7" y="3.5" width="10" height="17" rx="2"/><path d="M11 17.5h2"/>',
  shield: '<path d="M12 4l7 2.5v5c0 4.5-3 7.5-7 8.8-4-1.3-7-4.3-7-8.8v-5ZM8.8 12l2.3 2.3 4.2-4.5"/>',
  leave: '<path d="M10 5H5v14h5M14.5 8l4 4-4 4M18 12H9.5"/>'
}

export type IconName = keyof typeof PATHS

/** One icon of the set: 24 grid, 1.75 line, round ends, no fill. */
export function icon(name: string, color: string): string {
  return once(
    `i:${name}:${color}`,
    () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="1.75"` +
      ` stroke-linecap="round" stroke-linejoin="round">${PATHS[name] ?? ''}</svg>`
  )
}

// Somebody without a picture of their own sits as a dumpling, never as an invented face of a person.
const GROUNDS: [string, string, string][] = [
  ['#c7d9bb', '#33633f', '#fbf8f2'],
  ['#f0c9bf', '#a8322d', '#fbf1ee'],
  ['#ecd08a', '#7e5600', '#fffaf0'],
  ['#bccfe4', '#2c5384', '#f4f7fb'],
  ['#d3c3e0', '#6b4e86', '#faf6fc'],
  ['#e6ddce', '#5e554c', '#fbf8f2']
]
const EYES = [
  '<ellipse cx="18" cy="25" rx="1.7" ry="2.2"/><ellipse cx="30" cy="25" rx="1.7" ry="2.2"/>',
  '<path d="M15.5 25.5c1.5-2 3.5-2 5 0M27.5 25.5c1.5-2 3.5-2 5 0" fill="none" stroke-width="1.7"/>',
  '<circle cx="18" cy="25" r="1.7"/><path d="M27.5 25.3c1.5-1.6 3.5-1.6 5 0" fill="none" stroke-width="1.7"/>'
]
const TOPS = [
  '<path d="M24 13c-1-5 2-8 7-8 0 5-3 8-7 8Zm0 0c0-4-3-6-7-6 0 4 3 6 7 6Z"/>',
  '<circle cx="19" cy="12" r="1.2"/><circle cx="24" cy="10" r="1.2"/><circle cx="29" cy="12" r="1.2"/>' +
    '<circle cx="22" cy="14.5" r="1.2"/><circle cx="27" cy="14.5" r="1.2"/>',
  '<path d="M16 14c2-4 4-5 8-8 4 3 6 4 8 8M20.5 14.5c.5-3 1.5-5 3.5-8.5 2 3.5 3 5.5 3.5 8.5" fill="none" stroke-width="1.7"/>',
  '<circle cx="24" cy="9" r="2"/><circle cx="20.6" cy="11.5" r="2"/><circle cx="27.4" cy="11.5" r="2"/>' +
    '<circle cx="22" cy="15" r="2"/><circle cx="26" cy="15" r="2"/>'
]

export function hash(text: string): number {
  let h = 7
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) >>> 0
  return h
}

/** The shop gives newcomers one of twelve by number; anybody else's name picks its own. */
export function face(name: string): string {
  const given = /^dumpling-(\d{1,3})$/.exec(name)
  const n = given ? Number(given[1]) : hash(name)
  return given ? drawFace(n % 6, n % 3, n % 4) : drawFace(n % 6, (n >> 4) % 3, (n >> 8) % 4)
}

function drawFace(coat: number, eyes: number, top: number): string {
  const [ground, ink, body] = GROUNDS[coat]
  return once(
    `f:${coat}:${eyes}:${top}`,
    () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 44"><path d="${DUMPLING}" fill="${ground}"/>` +
      `<path d="M24 11C34 11 40 17.5 40 26C40 35 34 38.5 24 38.5S8 35 8 26C8 17.5 14 11 24 11Z" fill="${body}"/>` +
      `<g fill="${ink}" stroke="${ink}" stroke-width="0" stroke-linecap="round">${TOPS[top]}${EYES[eyes]}` +
      '<path d="M21.5 29.5c1.6 1.5 3.4 1.5 5 0" fill="none" stroke-width="1.5"/></g>' +
      '<g fill="#e08f7d" opacity=".5"><ellipse cx="14.5" cy="29" rx="2.3" ry="1.4"/>' +
      '<ellipse cx="33.5" cy="29" rx="2.3" ry="1.4"/></g></svg>'
  )
}

export function ring(color: string, width: number): string {
  return once(
    `r:${color}:${width}`,
    () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 44"><path d="${DUMPLING}" fill="none" stroke="${color}"` +
      ` stroke-width="${width}"/></svg>`
  )
}

export function openSeat(plus: boolean): string {
  return once(
    `o:${plus}`,
    () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 44"><path d="${DUMPLING}" fill="#fff" fill-opacity=".8"` +
      ' stroke="#978b7e" stroke-width="1.6" stroke-dasharray="3.4 3.6"/>' +
      (plus ? '<path d="M24 17v12M18 23h12" stroke="#6f655b" stroke-width="2" stroke-linecap="round"/>' : '') +
      '</svg>'
  )
}

/** A solid dumpling: the check, the rung of a ladder, the plus of the tab bar. */
export function dumpling(kind: 'check' | 'small' | 'hollow' | 'plus' | 'mask' | 'empty'): string {
  return once(`d:${kind}`, () => {
    const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 44">'
    switch (kind) {
      case 'check':
        return (
          open +
          `<path d="${DUMPLING}" fill="#33633f"/><path d="M15 22l7 7 12-13" fill="none" stroke="#fff"` +
          ' stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>'
        )
      case 'small':
        return open + '<path d="M24 10C33 10 38 15 38 23S33 34 24 34 10 31 10 23 15 10 24 10Z" fill="#33633f"/></svg>'
      case 'hollow':
        return (
          open +
          '<path d="M24 4C36 4 44 12 44 24C44 35 36 40 24 40S4 35 4 24C4 12 12 4 24 4Z" fill="#fff"' +
          ' stroke="#7d9f6d" stroke-width="4"/></svg>'
        )
      case 'plus':
        return (
          open +
          `<path d="${DUMPLING}" fill="#33633f"/><path d="M24 14v17M15.5 22.5h17" stroke="#fff"` +
          ' stroke-width="3.2" stroke-linecap="round"/></svg>'
        )
      case 'empty':
        return (
          open +
          '<path d="M24 4C36 4 44 12 44 24C44 35 36 40 24 40S4 35 4 24C4 12 12 4 24 4Z" fill="#fff"' +
          ' stroke="#978b7e" stroke-width="3"/></svg>'
        )
      default:
        return open + `<path d="${DUMPLING}" fill="#000"/></svg>`
    }
  })
}

/** The cut dumpling that stands before "why this price". */
export function filling(): string {
  return once(
    'filling',
    () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 44"><path d="${DUMPLING}" fill="#33633f"/>` +
      `<path d="${DUMPLING}" transform="translate(7.2 7.2) scale(.7)" fill="#dce8d0"/>` +
      `<path d="${DUMPLING}" transform="translate(12.96 12.48) scale(.46)" fill="#a8322d"/></svg>`
  )
}

/** The porcelain plate with its ring of dots, seen from the seat. */
export function plate(): string {
  return once('plate', () => {
    let dots = ''
    for (let i = 0; i < 60; i++) {
      const a = (i * Math.PI) / 30
      const x = (187 + 166 * Math.cos(a)).toFixed(1)
      const y = (122 + 91 * Math.sin(a)).toFixed(1)
      dots += `<ellipse cx="${x}" cy="${y}" rx="2.6" ry="2.2" fill="#2c5384" opacity="${i % 2 ? 0.62 : 0.3}"/>`
    }
    return (
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 374 244">' +
      '<ellipse cx="187" cy="137" rx="176" ry="98" fill="#2c5384" opacity=".1"/>' +
      '<ellipse cx="187" cy="122" rx="183" ry="106" fill="#fff"/>' +
      '<ellipse cx="187" cy="122" rx="178.5" ry="102" fill="none" stroke="#2c5384" stroke-width="3"/>' +
      dots +
      '<ellipse cx="187" cy="123" rx="154" ry="81" fill="#f4f7fb"/>' +
      '<ellipse cx="187" cy="123" rx="154" ry="81" fill="none" stroke="#9db6d3" stroke-width="1.5"/></svg>'
    )
  })
}

export function emptyPlate(): string {
  return once(
    'empty-plate',
    () =>
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 96"><ellipse cx="80" cy="58" rx="70" ry="32" fill="#2c5384"' +
      ' opacity=".1"/><ellipse cx="80" cy="48" rx="74" ry="38" fill="#fff" stroke="#2c5384" stroke-width="2.5"/>' +
      '<ellipse cx="80" cy="48" rx="58" ry="27" fill="#f4f7fb" stroke="#9db6d3" stroke-width="1.5"/>' +
      '<path d="M52 40c6-8 20-12 34-10" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>'
  )
}
