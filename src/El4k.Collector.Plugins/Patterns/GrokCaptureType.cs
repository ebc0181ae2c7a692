namespace El4k.Collector.Plugins.Patterns;

/// <summary>The type a captured text is given.</summary>
internal enum GrokCaptureType
{
    Text,
    Integer,
    Float,
}
