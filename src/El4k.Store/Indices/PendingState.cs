namespace El4k.Store.Indices;

/// <summary>A state that may be published once the log is durable up to its sequence.</summary>
/// <param name="Index">The index.</param>
/// <param name="State">Its state after the operations.</param>
/// <param name="WalSequence">The log's record that holds them.</param>
internal sealed record PendingState(StoredIndex Index, IndexState State, long WalSequence);
