using System.Collections.Frozen;

namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>The POSIX classes (<c>[:alnum:]</c>) and Oniguruma's properties of the same names (<c>\p{Alnum}</c>), as items of a .NET class.</summary>
internal static class PosixClass
{
    private static readonly FrozenDictionary<string, string> Items = new Dictionary<string, string>
    {
        ["alnum"] = @"\p{L}\p{M}\p{Nd}",
        ["alpha"] = @"\p{L}\p{M}",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t\p{Zs}",
        ["cntrl"] = @"\p{Cc}",
        ["digit"] = @"\p{Nd}",
        ["graph"] = @"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}",
        ["lower"] = @"\p{Ll}",
        ["print"] = @"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf}\p{Zs}",
        ["punct"] = @"\p{P}$+<=>\^`|~",
        ["space"] = @"\s",
        ["upper"] = @"\p{Lu}",
        ["word"] = @"\w",
        ["xdigit"] = "0-9A-Fa-f",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads <c>[:name:]</c> or <c>[:^name:]</c> at <paramref name="position"/> and moves behind it.</summary>
    public static bool TryRead(string source, ref int position, out string items, out bool negated)
    {
        items = "";
        negated = false;
        if (!source.AsSpan(position).StartsWith("[:"))
        {
            return false;
        }

        var end = source.IndexOf(":]", position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var name = source[(position + 2)..end];
        negated = name.StartsWith('^');
        if (!Items.TryGetValue(negated ? name[1..] : name, out items!))
        {
            items = "";
            return false;
        }

        position = end + 2;
        return true;
    }

    /// <summary>Looks a property up that .NET does not know by its name.</summary>
    public static bool TryGetProperty(string name, out string items) => Items.TryGetValue(name, out items!);
}
