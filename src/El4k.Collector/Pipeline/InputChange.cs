using El4k.Collector.Configuration;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>What a reload does to the inputs.</summary>
/// <param name="Added">New ones, which do not run yet.</param>
/// <param name="Removed">Running ones that the new configuration has not, or has with other options.</param>
/// <param name="Unused">Built for the new configuration, but a running one is the same.</param>
internal sealed record InputChange(IReadOnlyList<InputStep> Added, IReadOnlyList<InputRun> Removed, IReadOnlyList<InputStep> Unused)
{
    /// <summary>Compares the running inputs with those of a new configuration.</summary>
    public static InputChange Between(IReadOnlyList<InputRun> running, IReadOnlyList<InputStep> wanted)
    {
        var left = running.ToDictionary(run => run.Step.Signature, StringComparer.Ordinal);
        var added = new List<InputStep>();
        var unused = new List<InputStep>();
        foreach (InputStep input in wanted)
        {
            // One that has come to its end is begun anew only if its configuration has changed.
            (left.Remove(input.Signature) ? unused : added).Add(input);
        }

        return new InputChange(added, [.. left.Values], unused);
    }

    /// <summary>New ones that can be started beside those that they follow: they take the port over.</summary>
    public IEnumerable<InputStep> Early => Added.Where(input => input.Plugin is IReplaceableInput);

    /// <summary>New ones that cannot share what they read, such as a file or the place in it, with those that they follow.</summary>
    public IEnumerable<InputStep> Late => Added.Where(input => input.Plugin is not IReplaceableInput);
}
