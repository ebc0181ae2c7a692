import classes from './Waiting.module.css';

interface WaitingProps {
  /** Height of the space the content will take, so that nothing jumps when it comes. */
  height: number | string;
  label: string;
}

/** A quiet placeholder of the size of what is being loaded. It shows only after a moment, so quick answers never flicker. */
export function Waiting({ height, label }: WaitingProps) {
  return (
    <div className={classes.waiting} style={{ height }} role="status" aria-label={label}>
      <span className={classes.sheen} />
    </div>
  );
}
