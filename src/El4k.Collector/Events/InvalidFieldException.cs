namespace El4k.Collector.Events;

/// <summary>A field cannot take the value: the message names the field and says why. The event is unchanged.</summary>
public sealed class InvalidFieldException : Exception
{
    /// <summary>Makes the exception.</summary>
    public InvalidFieldException(string message)
        : base(message)
    {
    }
}
