namespace El4k.Store;

/// <summary>A part of an index that could not be read; the answer is without it.</summary>
/// <param name="Index">Name of the index.</param>
/// <param name="Reason">What is wrong with which file.</param>
public sealed record SearchFailure(string Index, string Reason);
