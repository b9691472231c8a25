import type { CanvasStep } from '@outlast/contract'
import { formatNumber } from '../../lib/format.ts'
import type { Display } from '../../lib/log/display.ts'

/** Something richer than text that a run has shown. */
export function DisplayBlock({ display }: { display: Display }) {
  switch (display.kind) {
    case 'text':
      return <div className="px-4 py-1 font-sans text-sm whitespace-pre-wrap text-ink">{display.text}</div>
    case 'json':
      return (
        <pre className="scroll-thin mx-4 my-1.5 max-h-80 overflow-auto rounded-lg border border-line bg-surface px-3 py-2 whitespace-pre text-ink">
          {display.text}
        </pre>
      )
    case 'canvas':
      return <div className="px-4 py-1 font-sans text-sm text-ink-2">{describeStep(display.step)}</div>
    case 'svg':
      return (
        <div className="px-4 py-1.5">
          {/* As an image, so that nothing in it can run or load. White, because drawings expect paper. */}
          <img
            src={`data:image/svg+xml;utf8,${encodeURIComponent(withNamespace(display.source))}`}
            alt="Drawing shown by the run"
            className="max-h-96 max-w-full rounded-lg border border-line bg-white"
          />
        </div>
      )
    case 'table':
      return <TableBlock columns={display.columns} rows={display.rows} />
  }
}

/** A table that is longer than this is cut; the log is for looking, not for data. */
const MAX_TABLE_ROWS = 500

function TableBlock({ columns, rows }: { columns: string[]; rows: string[][] }) {
  return (
    <div className="px-4 py-1.5">
      <div
        tabIndex={0}
        role="region"
        aria-label="Table"
        className="scroll-thin block w-fit max-h-80 max-w-full overflow-auto rounded-lg border border-line"
      >
        <table className="border-collapse text-left text-ink">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {columns.map((name, index) => (
                <th
                  key={index}
                  scope="col"
                  className="border-b border-line px-3 py-1 font-medium whitespace-nowrap text-ink-2"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MAX_TABLE_ROWS).map((row, index) => (
              <tr key={index} className="border-b border-line last:border-0 hover:bg-hover">
                {row.map((cell, column) => (
                  <td key={column} className="px-3 py-1 whitespace-nowrap tabular-nums">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MAX_TABLE_ROWS && (
        <p className="mt-1 text-ink-3">
          The first {MAX_TABLE_ROWS} of {rows.length} rows.
        </p>
      )}
    </div>
  )
}

/** An SVG in an image must name its namespace; inside HTML people are used to leaving it out. */
function withNamespace(source: string): string {
  return /<svg[^>]*\sxmlns=/.test(source) ? source : source.replace(/<svg/, '<svg xmlns="http://www.w3.org/2000/svg"')
}

/** A step of a drawing in words; the drawing itself is seen on its canvas. */
function describeStep(step: CanvasStep): string {
  switch (step.step) {
    case 'begin':
      return `Planned by ${step.planner === 'built-in' ? 'the built-in planner' : step.planner}`
    case 'planned':
      return step.summary
    case 'elements':
      return `Drawn ${formatNumber(step.done, 'element')}`
  }
}
