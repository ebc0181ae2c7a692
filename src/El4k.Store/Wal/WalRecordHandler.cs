namespace El4k.Store.Wal;

/// <summary>Receives a record when the log is read back.</summary>
/// <param name="file">The file it stands in.</param>
/// <param name="payload">Its payload, valid during the call.</param>
internal delegate void WalRecordHandler(WalFile file, ReadOnlySpan<byte> payload);
