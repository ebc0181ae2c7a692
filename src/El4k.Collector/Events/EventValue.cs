namespace El4k.Collector.Events;

/// <summary>What an event takes as the value of a field.</summary>
internal static class EventValue
{
    /// <summary>The value as an event holds it: whole numbers are 64 bits wide, instants are timestamps.</summary>
    /// <exception cref="InvalidFieldException">An event does not hold values of that type; the message names the field.</exception>
    public static object? Normalize(FieldReference field, object? value) => value switch
    {
        null or string or long or double or Timestamp or BigNumber or List<object?> or EventMap => value,
        bool flag => flag ? JsonValue.True : JsonValue.False,
        int number => (long)number,
        float real => (double)real,
        DateTimeOffset time => Timestamp.From(time),
        _ => throw new InvalidFieldException($"Cannot set {field}: an event does not hold values of type {value.GetType().Name}."),
    };

    /// <summary>The value as the instant of an event.</summary>
    /// <exception cref="InvalidFieldException">It is neither a timestamp nor ISO 8601 text.</exception>
    public static Timestamp ToTimestamp(object? value) => value switch
    {
        Timestamp given => given,
        string text when Timestamp.TryParse(text, out Timestamp parsed) => parsed,
        _ => throw new InvalidFieldException("Cannot set @timestamp: it takes a timestamp or ISO 8601 text."),
    };
}
