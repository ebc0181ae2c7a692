namespace El4k.Collector.Events;

/// <summary>Where the truth about a field lies, and what it is.</summary>
internal enum FieldKind : byte
{
    /// <summary>In the decoded value.</summary>
    Value,

    /// <summary>In the event's own timestamp.</summary>
    Timestamp,

    /// <summary>In bytes that are UTF-8 text, not escaped and not quoted.</summary>
    Text,

    /// <summary>In JSON bytes: a quoted string without escapes.</summary>
    PlainString,

    /// <summary>In JSON bytes: a quoted string with escapes.</summary>
    EscapedString,

    /// <summary>In JSON bytes: a number.</summary>
    Number,

    /// <summary>In JSON bytes.</summary>
    True,

    /// <summary>In JSON bytes.</summary>
    False,

    /// <summary>In JSON bytes.</summary>
    Null,

    /// <summary>In JSON bytes.</summary>
    Object,

    /// <summary>In JSON bytes.</summary>
    Array,
}
