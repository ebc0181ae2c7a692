import { StoreGate } from '../shared/status/StoreGate';
import { Discover } from './Discover';

/** Finding and reading single documents. */
export default function DiscoverPage() {
  return <StoreGate>{(t) => <Discover t={t} />}</StoreGate>;
}
