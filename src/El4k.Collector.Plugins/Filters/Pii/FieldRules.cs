using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Which fields are named, and which are left alone; what it says about top-level names is kept. Safe for all threads.</summary>
internal sealed class FieldRules
{
    /// <summary>Names that are kept: programs with more make their names up.</summary>
    private const int MaximumKept = 1000;

    private readonly FieldPattern[] _named;
    private readonly FieldPattern[] _except;
    private readonly Lock _adding = new();

    // Never changed, but replaced by one with a name more: names are looked up with each event and added hardly ever.
    private volatile Dictionary<byte[], TopLevelField> _kept = new(Utf8NameComparer.Instance);

    /// <exception cref="PluginOptionException">A name is no field.</exception>
    public FieldRules(PiiOptions options, PluginContext context)
    {
        _named = [.. options.Fields.Select(text => new FieldPattern("fields", text, context.FieldEscapes))];
        _except = [.. options.Except.Select(text => new FieldPattern("except", text, context.FieldEscapes))];
    }

    /// <summary>Whether there is any rule, so that names have to be looked at before values are.</summary>
    public bool HasAny => _named.Length + _except.Length > 0;

    /// <summary>What is known of a top-level field.</summary>
    public TopLevelField Of(ReadOnlySpan<byte> name)
    {
        if (_kept.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var known))
        {
            return known;
        }

        var made = Make(name);
        lock (_adding)
        {
            if (_kept.Count < MaximumKept)
            {
                _kept = new Dictionary<byte[], TopLevelField>(_kept, Utf8NameComparer.Instance) { [name.ToArray()] = made };
            }
        }

        return made;
    }

    /// <summary>Whether a field is personal data as a whole.</summary>
    public bool IsNamed(ReadOnlySpan<string> path)
    {
        foreach (var pattern in _named)
        {
            if (pattern.Covers(path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a field is left alone.</summary>
    public bool IsExcepted(ReadOnlySpan<string> path)
    {
        foreach (var pattern in _except)
        {
            if (pattern.Covers(path))
            {
                return true;
            }
        }

        return false;
    }

    // A method of its own, so that no closure is made for a name that is known.
    private TopLevelField Make(ReadOnlySpan<byte> name)
    {
        var text = Encoding.UTF8.GetString(name);
        return new TopLevelField(
            FieldReference.TopLevel(text),
            IsNamed([text]),
            Array.Exists(_named, pattern => pattern.MayCoverBelow([text])),
            IsExcepted([text]),
            FieldHints.Of(name));
    }
}
