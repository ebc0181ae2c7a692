namespace El4k.Collector.Events;

/// <summary>A field name as bytes, for looking it up among very many.</summary>
internal readonly record struct NameKey(ReadOnlyMemory<byte> Name);
