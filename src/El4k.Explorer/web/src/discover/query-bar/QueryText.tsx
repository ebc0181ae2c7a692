import classes from './QueryText.module.css';
import { tokenize } from './tokens';

interface Spot {
  position: number | null;
  length: number | null;
}

interface QueryTextProps {
  text: string;
  problems: readonly Spot[];
  severe: boolean;
  scroll: number;
}

/** The coloured and underlined text that lies exactly under the input, which itself shows only the caret. */
export function QueryText({ text, problems, severe, scroll }: QueryTextProps) {
  return (
    <div className={classes.layer} aria-hidden="true">
      <div className={classes.text} style={{ transform: `translateX(${-scroll}px)` }}>
        {tokenize(text).map(({ text: token, kind, start }) => (
          <span key={start} data-kind={kind}>
            {token}
          </span>
        ))}
        {problems.map(({ position, length }, i) =>
          position === null ? null : (
            <span key={i} className={classes.problem} data-severe={severe || undefined} data-testid="query-problem">
              <span>{text.slice(0, position)}</span>
              <mark>{text.slice(position, position + Math.max(1, length ?? 1)) || ' '}</mark>
            </span>
          ),
        )}
      </div>
    </div>
  );
}
