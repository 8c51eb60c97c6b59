// What the live board's pictures are made of, apart from drawing them.
import type { Board, GroupCard } from '@/api/types'
import { shareBp } from './number'

export interface CurvePoint { label: string; now: number | null; before: number }

/** The two curves, running sums. Hours still to come stay null: the line stops at now, it does not fall to zero. */
export function curve(rows: Board['gmvByHour']): CurvePoint[] {
  return rows.map((r) => ({ label: r.hour, now: r.nowMinor ?? null, before: r.beforeMinor }))
}

/** Index of the last point that has happened; -1 when none has. */
export function lastKnown(points: CurvePoint[]): number {
  for (let i = points.length - 1; i >= 0; i--) if (points[i]!.now !== null) return i
  return -1
}

export interface FunnelBar { name: string; count: number; widthBp: number; ofName: string | undefined; ofBp: number | undefined }

/** True lengths from the left, each group of steps by its own whole; a share only where the step is a part of the one named. */
export function funnelBars(steps: Board['funnel']): FunnelBar[] {
  return steps.map((s) => {
    const whole = steps.find((w) => w.step === s.of)
    const top = Math.max(1, whole?.count ?? s.count)
    return { name: s.name, count: s.count, widthBp: Math.round((s.count / top) * 10000), ofName: whole?.name, ofBp: whole ? shareBp(s.count, whole.count) : undefined }
  })
}

/** Running groups, the most pressing first. */
export function byDeadline(groups: GroupCard[]): GroupCard[] {
  return [...groups].sort((a, b) => a.expiresAt.localeCompare(b.expiresAt))
}
