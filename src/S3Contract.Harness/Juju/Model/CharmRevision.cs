using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Model;

/// <summary>A charm as the controller knows it: what it declares, not how it is run.</summary>
/// <param name="Metadata">What the charm's metadata says.</param>
/// <param name="Number">The how-manieth charm of the model it is, from 0: whoever hosts it knows it by that.</param>
internal sealed record CharmRevision(CharmMetadata Metadata, int Number);
