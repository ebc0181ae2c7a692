using System.Buffers;

namespace El4k.Collector.Plugins.Network;

/// <summary>What a header of a request may be made of (RFC 9110, 5.1 and 5.5).</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // A tab is allowed in the middle of a value.
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f");

    // How long a body is and how it is sent follows from the body: another word for it would make the request unreadable.
    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding"];

    /// <summary>Checks a header as a configuration gives it.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value; never part of a message, as it may be a password.</param>
    /// <exception cref="PluginOptionException">Such a header cannot be sent.</exception>
    public static void Check(string option, string name, string value)
    {
        if (name.Length == 0)
        {
            throw new PluginOptionException(option, "\"\" => … is no header: give the name, such as \"X-Service\"");
        }

        if (name.AsSpan().IndexOfAnyExcept(NameCharacters) is >= 0 and var at)
        {
            throw new PluginOptionException(option, $"\"{name}\" is no name of a header because of the '{name[at]}': give letters, digits and hyphens only, such as \"{Suggestion(name)}\"");
        }

        if (Framing.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new PluginOptionException(option, $"\"{name}\" follows from the body and is written with it: leave it out");
        }

        CheckValue(option, $"the value of \"{name}\"", value);
    }

    /// <summary>Checks a header's value as a configuration gives it.</summary>
    /// <param name="option">The option's name.</param>
    /// <param name="what">What the value is, for the message.</param>
    /// <param name="value">The value; never part of the message.</param>
    /// <exception cref="PluginOptionException">It cannot be sent.</exception>
    public static void CheckValue(string option, string what, string value)
    {
        if (value.AsSpan().IndexOfAny(Controls) is >= 0 and var at)
        {
            throw new PluginOptionException(option, $"{what} has a line break or another control character (U+{(int)value[at]:X4}, as character {at + 1} of {value.Length}): take it out (what comes from a file often ends with one)");
        }
    }

    /// <summary>A value that can be sent: each control character is a blank, so that a field with a line break does not become a header of its own.</summary>
    /// <returns>Whether it had to be changed.</returns>
    public static bool Clean(ref string value)
    {
        if (value.AsSpan().IndexOfAny(Controls) < 0)
        {
            return false;
        }

        value = string.Create(value.Length, value, static (clean, given) => given.AsSpan().ReplaceAny(clean, Controls, ' '));
        return true;
    }

    private static string Suggestion(string name)
    {
        var clean = name.Trim(' ', ':', '\t', '\r', '\n');
        return clean.Length == 0 ? "X-Service" : string.Create(clean.Length, clean, static (good, given) => given.AsSpan().ReplaceAnyExcept(good, NameCharacters, '-'));
    }
}
