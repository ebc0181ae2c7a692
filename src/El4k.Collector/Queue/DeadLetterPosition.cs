namespace El4k.Collector.Queue;

/// <summary>A place in a folder of dead letters: a file by its number, and bytes into it.</summary>
public readonly record struct DeadLetterPosition(int File, long Offset);
