namespace El4k.Explorer.Endpoints;

/// <summary>One address below <c>/api</c> and the answer to it.</summary>
/// <remarks>Shared by all requests, so it must keep no state of one.</remarks>
internal interface IExplorerEndpoint
{
    /// <summary>The route pattern, with a leading slash.</summary>
    string Route { get; }

    /// <returns>What is written as JSON.</returns>
    /// <exception cref="Errors.BadParameterException">A parameter cannot be understood.</exception>
    /// <exception cref="Errors.NotFoundException">What was asked for by name is not there.</exception>
    Task<object> AnswerAsync(ExplorerRequest request, CancellationToken cancellationToken);
}
