import type { ImportFinding, ImportJob, Page } from '@/api/types'

/** The job of an import's detail: it stands beside its findings. */
export function jobOf(answer: ImportJob | { job: ImportJob }): ImportJob {
  return 'job' in answer ? answer.job : answer
}

/** The findings of an import job, under whichever name the answer carries their page. */
export function findingsOf(answer: object): Page<ImportFinding> {
  for (const name of ['rows', 'findingRows', 'report', 'findings', 'page']) {
    const x = (answer as Record<string, unknown>)[name]
    if (Array.isArray(x)) return { items: x as ImportFinding[] }
    if (x !== null && typeof x === 'object' && Array.isArray((x as Page<ImportFinding>).items)) return x as Page<ImportFinding>
  }
  return { items: [] }
}
