using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Patterns;

/// <summary>How what a pattern captured goes into an event.</summary>
/// <param name="Target">The field below which all captures go; null puts them at the top.</param>
/// <param name="Overwrite">Fields that a capture replaces; in any other field that exists the capture is added to what is there.</param>
/// <param name="KeepsEmpty">Whether captures of no text become fields too.</param>
internal sealed record CaptureSettings(FieldReference? Target, IReadOnlyList<FieldReference> Overwrite, bool KeepsEmpty)
{
    /// <summary>Captures at the top, added to what is there, without empty ones: what <c>grok</c> does without options.</summary>
    public static CaptureSettings Default { get; } = new(null, [], false);
}
