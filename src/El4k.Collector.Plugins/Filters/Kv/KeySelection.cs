using System.Collections.Frozen;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>The keys that an option names: fixed, or made from the event.</summary>
internal sealed class KeySelection
{
    private readonly IReadOnlyList<StringFormat> _formats;
    private readonly FrozenSet<string>? _fixed;

    public KeySelection(IReadOnlyList<StringFormat> formats)
    {
        _formats = formats;
        _fixed = formats.All(format => format.IsLiteral) ? formats.Select(format => format.Text).ToFrozenSet(StringComparer.Ordinal) : null;
    }

    /// <summary>The keys for an event.</summary>
    public IReadOnlySet<string> For(Event source) => _fixed ?? (IReadOnlySet<string>)_formats.Select(format => format.Format(source)).ToHashSet(StringComparer.Ordinal);
}
