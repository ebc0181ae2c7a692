namespace El4k.Aws.Sqs;

/// <summary>One entry of a batch that was not carried out.</summary>
/// <param name="Index">Which entry, counted from 0.</param>
/// <param name="Code">The service's name of the error.</param>
/// <param name="Message">The service's words.</param>
/// <param name="IsSenderFault">Whether the same entry will never be taken.</param>
public sealed record SqsFailure(int Index, string Code, string Message, bool IsSenderFault);
