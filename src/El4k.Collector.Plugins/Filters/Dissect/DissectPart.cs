namespace El4k.Collector.Plugins.Filters.Dissect;

/// <summary>A piece of a field's value: the text of a field of the pattern, and what stands before it when it is not the first piece.</summary>
internal readonly record struct DissectPart(int Field, byte[] Join);
