namespace El4k.Store.Wal;

/// <summary>What a logged operation did.</summary>
internal enum WalOperationKind : byte
{
    /// <summary>Wrote a document.</summary>
    Index = 0,

    /// <summary>Deleted a document.</summary>
    Delete = 1,
}
