namespace El4k.Server.Roles;

/// <summary>A role cannot start; the message is shown to the person as it is.</summary>
internal sealed class RoleStartException(string message, Exception? cause = null) : Exception(message, cause);
