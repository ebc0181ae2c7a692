import classes from './Sparkline.module.css';

interface SparklineProps {
  values: readonly number[];
  /** What the line says, for people who do not see it. */
  label: string;
  width?: number;
  height?: number;
  tone?: 'accent' | 'bad';
}

/** A word-sized chart: the course of a number, without axes. */
export function Sparkline({ values, label, width = 120, height = 26, tone = 'accent' }: SparklineProps) {
  if (values.length === 0) return null;
  const max = Math.max(...values, 0);
  const step = width / Math.max(1, values.length - 1);
  const y = (value: number) => height - 2 - (max === 0 ? 0 : (value / max) * (height - 4));
  const points = values.map((value, i) => `${(i * step).toFixed(1)},${y(value).toFixed(1)}`);
  return (
    <svg
      className={classes.spark}
      data-tone={tone}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <polygon className={classes.area} points={`0,${height} ${points.join(' ')} ${width},${height}`} />
      <polyline className={classes.line} points={points.join(' ')} />
    </svg>
  );
}
