using El4k.Collector.Queue;

namespace El4k.Server.DeadLetters;

/// <summary>Which dead letters are meant.</summary>
/// <param name="Plugin">Those of the output with this id; null for all.</param>
/// <param name="Reason">Those whose reason has this text in it; null for all.</param>
internal sealed record LetterFilter(string? Plugin, string? Reason)
{
    public bool Matches(DeadLetter letter) =>
        (Plugin is null || letter.Plugin == Plugin) && (Reason is null || letter.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase));
}
