using El4k.Rest.Http;

namespace El4k.Rest;

/// <summary>One family of the API: its methods, paths and parameters.</summary>
/// <remarks>Handlers run on many threads at once. A <see cref="Store.Errors.StoreException"/> they throw becomes the error answer.</remarks>
internal interface IEndpoint
{
    /// <summary>Adds the family's routes; called once.</summary>
    void Map(RouteTable routes);
}
