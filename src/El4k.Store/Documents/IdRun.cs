namespace El4k.Store.Documents;

/// <summary>Rows whose ids are kept the same way.</summary>
/// <param name="FirstRow">First row; the run ends where the next begins.</param>
/// <param name="Prefix">Prefix of the made ids, or null if the ids came with the documents.</param>
/// <param name="First">Count of the first row's made id, or number of its given id among all given ids of the segment.</param>
internal readonly record struct IdRun(int FirstRow, byte[]? Prefix, long First);
