namespace El4k.Store.Indices;

/// <summary>A segment as a manifest names it.</summary>
/// <param name="Name">Name of the segment; its file is this with <c>.segment</c>.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Length">Length of the file.</param>
/// <param name="LiveRows">Name of the file with the rows that are not deleted, or null if none is deleted.</param>
internal sealed record ManifestSegment(string Name, int Rows, long Length, string? LiveRows);
