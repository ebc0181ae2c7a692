using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>A field, or many: <c>user_email</c>, <c>[context][user][name]</c>, <c>*_email</c>, <c>[user][*]</c>, and <c>[**][password]</c> at any depth. Immutable.</summary>
internal sealed class FieldPattern
{
    private const string AnyLevels = "**";

    private readonly string[] _names;

    /// <exception cref="PluginOptionException">The text is no field reference.</exception>
    public FieldPattern(string option, string text, FieldEscapeStyle escapes = FieldEscapeStyle.None)
    {
        _names = FieldReference.TryParse(text, escapes, out var field, out var error)
            ? field.Names.ToArray()
            : throw new PluginOptionException(option, error);
        if (_names[^1] == AnyLevels)
        {
            // What is below a path is meant with it, so that "at any depth" at the end says no more than one level does.
            _names[^1] = "*";
        }
    }

    /// <summary>Whether a path is meant, or one below it. Takes time with the product of both lengths, however many stars there are.</summary>
    public bool Covers(ReadOnlySpan<string> path)
    {
        // Where a name does not fit, only the last "any levels" before it can take one more: an earlier one that took more would leave less to all that follow.
        int name = 0, level = 0, afterAny = -1, taken = 0;
        while (name < _names.Length)
        {
            if (_names[name] == AnyLevels)
            {
                afterAny = ++name;
                taken = level;
            }
            else if (level == path.Length)
            {
                return false;
            }
            else if (Fits(_names[name], path[level]))
            {
                name++;
                level++;
            }
            else if (afterAny >= 0)
            {
                name = afterAny;
                level = ++taken;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether something below a path may be meant.</summary>
    public bool MayCoverBelow(ReadOnlySpan<string> path)
    {
        for (var level = 0; level < Math.Min(path.Length, _names.Length) && _names[level] != AnyLevels; level++)
        {
            if (!Fits(_names[level], path[level]))
            {
                return false;
            }
        }

        return true;
    }

    // As with levels: only the last star can take one character more.
    private static bool Fits(string pattern, string name)
    {
        int at = 0, letter = 0, afterStar = -1, taken = 0;
        while (letter < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                afterStar = ++at;
                taken = letter;
            }
            else if (at < pattern.Length && pattern[at] == name[letter])
            {
                at++;
                letter++;
            }
            else if (afterStar >= 0)
            {
                at = afterStar;
                letter = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }
}
