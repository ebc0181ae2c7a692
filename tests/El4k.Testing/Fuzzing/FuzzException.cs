namespace El4k.Testing.Fuzzing;

/// <summary>An input showed a fault; the message has the input.</summary>
public sealed class FuzzException(string message, Exception fault) : Exception(message, fault);
