import type { HistogramAnswer } from '../../shared/api/types';
import { niceTicks, timeTicks } from '../../shared/charts/scales';
import { useWidth } from '../../shared/charts/useWidth';
import { formatCompact, formatCount, plural } from '../../shared/format/numbers';
import { formatSpan, formatTick } from '../../shared/format/time';
import { ordered, spanOf, zoomTo } from './brush';
import classes from './HistogramBars.module.css';
import { useBrush } from './useBrush';

const height = 128;
const axis = 20;
const left = 40;
const top = 8;

interface HistogramBarsProps {
  answer: HistogramAnswer;
  zone: string;
  onZoom: (t: string) => void;
}

/** The bars themselves. Ghost bars behind show the period compared with. */
export function HistogramBars({ answer, zone, onZoom }: HistogramBarsProps) {
  const [ref, measured] = useWidth<HTMLDivElement>();
  const { buckets, interval, range, series } = answer;
  const width = Math.max(100, (measured || 800) - left - 4);
  const plot = height - axis - top;
  const brush = useBrush(buckets.length, left, width, (selection) => onZoom(zoomTo(buckets, selection, interval, range)));

  const max = Math.max(0, ...buckets.map(({ count, previous }) => Math.max(count, previous ?? 0)));
  const ticks = niceTicks(max, 3);
  const y = (value: number) => top + plot - (value / Math.max(1, max)) * plot;
  const step = width / Math.max(1, buckets.length);
  const gap = step > 6 ? Math.min(3, step * 0.2) : step > 3 ? 1 : 0;
  const marks = timeTicks(
    buckets.map(({ at }) => at),
    interval.ms,
    zone,
    Math.max(2, Math.floor(width / 90)),
  );
  const chosen = brush.selection && ordered(brush.selection);
  const pointed = brush.hovered;
  const span = (i: number, j = i) => formatSpan(...spanOf(buckets, i, j, interval), zone);

  return (
    <div ref={ref} className={classes.chart}>
      <svg
        width="100%"
        height={height}
        className={classes.plot}
        data-testid="histogram"
        role="group"
        aria-label={`Documents over time, ${plural(buckets.length, 'bar')} of ${interval.label}. Arrow keys move, Shift extends, Enter zooms.`}
        onPointerDown={brush.onPointerDown}
        onPointerMove={brush.onPointerMove}
        onPointerUp={brush.onPointerUp}
        onPointerLeave={brush.onPointerLeave}
        onKeyDown={brush.onKeyDown}
      >
        {ticks.slice(1).map((tick) => (
          <g key={tick} aria-hidden="true">
            <line className={classes.grid} x1={left} x2={left + width} y1={y(tick)} y2={y(tick)} />
            <text className={classes.label} x={left - 6} y={y(tick) + 4} textAnchor="end">
              {formatCompact(tick)}
            </text>
          </g>
        ))}
        {buckets.map(({ at, count, previous, split }, i) => {
          const x = left + i * step + gap / 2;
          const bar = Math.max(1, step - gap);
          let base = 0;
          return (
            <g key={at} data-dim={chosen && (i < chosen[0] || i > chosen[1]) ? true : undefined} className={classes.bucket}>
              {previous !== null && previous > 0 && (
                <rect className={classes.ghost} x={x} width={bar} y={y(previous)} height={y(0) - y(previous)} />
              )}
              {split
                ? split.map((part, s) => {
                    const from = base;
                    base += part;
                    return part > 0 ? (
                      <rect
                        key={s}
                        className={classes.part}
                        data-series={series?.[s]?.other ? 'other' : s}
                        x={x}
                        width={bar}
                        y={y(base)}
                        height={Math.max(1, y(from) - y(base))}
                      />
                    ) : null;
                  })
                : count > 0 && (
                    <rect
                      className={classes.bar}
                      data-over={previous !== null || undefined}
                      x={previous !== null ? x + bar * 0.18 : x}
                      width={previous !== null ? bar * 0.64 : bar}
                      y={Math.min(y(count), y(0) - 1.5)}
                      height={Math.max(1.5, y(0) - y(count))}
                      rx={bar > 8 ? 1.5 : 0}
                    />
                  )}
              <rect
                className={classes.hit}
                data-testid="histogram-bar"
                data-bar={i}
                data-count={count}
                data-hover={pointed === i || undefined}
                x={left + i * step}
                width={step}
                y={top}
                height={plot}
                tabIndex={i === brush.active ? 0 : -1}
                role="button"
                aria-label={`${span(i)}: ${formatCount(count)}${previous === null ? '' : `, before ${formatCount(previous)}`}`}
                onFocus={() => brush.onFocusBar(i)}
              />
            </g>
          );
        })}
        <line className={classes.base} x1={left} x2={left + width} y1={y(0)} y2={y(0)} />
        {marks.indices.map((i) => (
          <text
            key={i}
            className={classes.label}
            x={left + i * step}
            y={height - 5}
            textAnchor={i === 0 ? 'start' : 'middle'}
            aria-hidden="true"
          >
            {formatTick(buckets[i]!.at, marks.step, zone)}
          </text>
        ))}
        {chosen && (
          <rect className={classes.brush} x={left + chosen[0] * step} width={(chosen[1] - chosen[0] + 1) * step} y={top} height={plot} />
        )}
      </svg>
      {pointed !== null && buckets[pointed] && (
        <div
          className={classes.tip}
          style={{ left: Math.min(left + width - 190, Math.max(left, left + pointed * step - 80)) }}
          aria-hidden="true"
        >
          <div className={classes.when}>{chosen ? span(...chosen) : span(pointed)}</div>
          <div className={classes.value}>
            <b>{formatCount(chosen ? sum(buckets.slice(chosen[0], chosen[1] + 1).map(({ count }) => count)) : buckets[pointed].count)}</b>{' '}
            documents
          </div>
          {!chosen && buckets[pointed].previous !== null && (
            <div className={classes.value}>
              <b>{formatCount(buckets[pointed].previous)}</b> before
            </div>
          )}
          {!chosen &&
            series?.map(({ label, other }, s) => {
              const part = buckets[pointed]!.split?.[s] ?? 0;
              return part > 0 ? (
                <div key={label} className={classes.value}>
                  <span className={classes.swatch} data-series={other ? 'other' : s} /> {label} <b>{formatCount(part)}</b>
                </div>
              ) : null;
            })}
        </div>
      )}
    </div>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
