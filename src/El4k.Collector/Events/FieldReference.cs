using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace El4k.Collector.Events;

/// <summary>The address of a field in an event: <c>name</c>, <c>[a][b]</c>, <c>[@metadata][x]</c>.</summary>
/// <remarks>
/// Immutable and shared by all threads; names are kept as text and as UTF-8, so parse once (when a plugin is built) and use often.
/// Brackets must balance, nothing may stand between or outside them, and no name may be empty; <c>[[a][b]][c]</c> is <c>[a][b][c]</c>.
/// A dot has no meaning. A name that is an integer also addresses an element of a list, negative from its end.
/// </remarks>
public sealed class FieldReference : IEquatable<FieldReference>
{
    private const int MaxCached = 10_000;
    private static readonly ConcurrentDictionary<string, FieldReference> Cache = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(FieldEscapeStyle, string), FieldReference> Escaped = new();

    private readonly string[] _names;
    private readonly byte[][] _utf8;

    private FieldReference(string text, string[] names)
    {
        Text = text;
        IsMetadata = names[0] == "@metadata";
        _names = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    /// <summary>The reference to <c>@timestamp</c>.</summary>
    public static FieldReference Timestamp { get; } = Parse("@timestamp");

    /// <summary>The reference to <c>@version</c>.</summary>
    public static FieldReference Version { get; } = Parse("@version");

    /// <summary>The reference to <c>tags</c>.</summary>
    public static FieldReference Tags { get; } = Parse("tags");

    /// <summary>The reference to <c>message</c>.</summary>
    public static FieldReference Message { get; } = Parse("message");

    /// <summary>The reference as it was written.</summary>
    public string Text { get; }

    /// <summary>The names from the top level down; at least one.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>The first name.</summary>
    public string TopLevelName => _names[0];

    /// <summary>The first name as UTF-8.</summary>
    public ReadOnlySpan<byte> TopLevelUtf8 => _utf8[0];

    /// <summary>Whether the reference has one name and so addresses a field of the event itself.</summary>
    public bool IsTopLevel => _names.Length == 1;

    /// <summary>Whether the first name is <c>@metadata</c>: the part of an event that is never encoded.</summary>
    public bool IsMetadata { get; }

    /// <summary>The first name as a UTF-8 array that is never changed, for entries that keep it.</summary>
    internal byte[] TopLevelUtf8Array => _utf8[0];

    /// <summary>Parses a reference.</summary>
    /// <exception cref="FormatException">The text is not a field reference; the message says where and why.</exception>
    public static FieldReference Parse(string text)
    {
        return TryParse(text, out FieldReference? reference, out string? error)
            ? reference
            : throw new FormatException(error);
    }

    /// <summary>Parses a reference, or says why the text is none.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out FieldReference? reference,
        [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Cache.TryGetValue(text, out reference))
        {
            error = null;
            return true;
        }

        if (!FieldReferenceTokenizer.TryTokenize(text, out string[]? names, out error))
        {
            return false;
        }

        reference = new FieldReference(text, names);
        if (Cache.Count < MaxCached)
        {
            Cache.TryAdd(text, reference);
        }

        return true;
    }

    /// <summary>Parses a reference whose names may have escaped characters, or says why the text is none.</summary>
    /// <param name="text">The reference.</param>
    /// <param name="style">How characters are escaped.</param>
    /// <param name="reference">The reference, when the answer is true.</param>
    /// <param name="error">What is wrong, when it is false.</param>
    public static bool TryParse(
        string text,
        FieldEscapeStyle style,
        [NotNullWhen(true)] out FieldReference? reference,
        [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (style != FieldEscapeStyle.None && Escaped.TryGetValue((style, text), out reference))
        {
            return true;
        }

        if (!TryParse(text, out reference, out error))
        {
            return false;
        }

        if (style == FieldEscapeStyle.None)
        {
            return true;
        }

        string[] written = reference._names;
        var names = new string[written.Length];
        for (int i = 0; i < names.Length; i++)
        {
            if (!FieldEscapes.TryRead(style, written[i], out names[i]))
            {
                error = $"Illegal field reference \"{text}\": the numbers in \"{written[i]}\" are no characters.";
                reference = null;
                return false;
            }
        }

        if (!names.AsSpan().SequenceEqual(written))
        {
            reference = new FieldReference(text, names);
        }

        if (Escaped.Count < MaxCached)
        {
            Escaped.TryAdd((style, text), reference);
        }

        return true;
    }

    /// <summary>A reference to the one field of this name, whatever characters the name has, and even if it has none.</summary>
    public static FieldReference TopLevel(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Cache.TryGetValue(name, out FieldReference? known) && known.IsTopLevel && known.TopLevelName == name)
        {
            return known;
        }

        return name.Length > 0 && name.AsSpan().IndexOfAny('[', ']') < 0 ? Parse(name) : new FieldReference(name, [name]);
    }

    /// <summary>A reference to <paramref name="name"/> below this field.</summary>
    public FieldReference Child(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string text = string.Concat(_names.Select(n => $"[{n}]")) + $"[{name}]";
        return new FieldReference(text, [.. _names, name]);
    }

    /// <inheritdoc/>
    public bool Equals(FieldReference? other) =>
        other is not null && _names.AsSpan().SequenceEqual(other._names);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldReference);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (string name in _names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads a name as the index of a list element; negative counts from the end.</summary>
    internal static bool TryIndex(string name, int count, out int index)
    {
        if (!int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index))
        {
            return false;
        }

        if (index < 0)
        {
            index += count;
        }

        return true;
    }
}
