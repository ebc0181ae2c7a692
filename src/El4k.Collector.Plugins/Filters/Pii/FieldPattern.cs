using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>A field, or many: <c>user_email</c>, <c>[context][user][name]</c>, <c>*_email</c>, <c>[user][*]</c>, and <c>[**][password]</c> at any depth. Immutable.</summary>
internal sealed class FieldPattern
{
    private const string AnyLevels = "**";

    private readonly string[] _names;

    /// <exception cref="PluginOptionException">The text is no field reference.</exception>
    public FieldPattern(string option, string text)
    {
        _names = FieldReference.TryParse(text, out var field, out var error)
            ? field.Names.ToArray()
            : throw new PluginOptionException(option, error);
    }

    /// <summary>Whether a path is meant, or one below it.</summary>
    public bool Covers(ReadOnlySpan<string> path) => Covers(_names, path);

    /// <summary>Whether something below a path may be meant.</summary>
    public bool MayCoverBelow(ReadOnlySpan<string> path) => MayCoverBelow(_names, path);

    private static bool Covers(ReadOnlySpan<string> names, ReadOnlySpan<string> path)
    {
        if (names.IsEmpty)
        {
            return true;
        }

        if (names[0] == AnyLevels)
        {
            for (var skipped = 0; skipped <= path.Length; skipped++)
            {
                if (Covers(names[1..], path[skipped..]))
                {
                    return names.Length > 1 || !path.IsEmpty;
                }
            }

            return false;
        }

        return !path.IsEmpty && Fits(names[0], path[0]) && Covers(names[1..], path[1..]);
    }

    private static bool MayCoverBelow(ReadOnlySpan<string> names, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty || names.IsEmpty || names[0] == AnyLevels)
        {
            return true;
        }

        return Fits(names[0], path[0]) && MayCoverBelow(names[1..], path[1..]);
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern.SequenceEqual(name);
        }

        if (!name.StartsWith(pattern[..star], StringComparison.Ordinal))
        {
            return false;
        }

        name = name[star..];
        pattern = pattern[(star + 1)..];
        if (pattern.IsEmpty)
        {
            return true;
        }

        for (var skipped = 0; skipped <= name.Length; skipped++)
        {
            if (Fits(pattern, name[skipped..]))
            {
                return true;
            }
        }

        return false;
    }
}
