/** A column: its key names the slot that draws it (`cell-KEY`), else row[key] is shown as text. */
export interface Column {
  key: string
  title: string
  /** numbers, sums and times left to compare stand right */
  right?: boolean
  /** on a phone: the head line of the card, or left out */
  card?: 'head' | 'hide'
  /** only where there is room: left out between a phone and 1380 px */
  wide?: boolean
  hint?: string
  width?: string
  wrap?: boolean
}
