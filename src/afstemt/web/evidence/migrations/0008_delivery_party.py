"""A delivery is its party's for good: of those there are, the party that the person who made it acts for."""

from typing import Any

from django.db import migrations, models

AUTHORITY_ROLES = ("authority_manager", "service_owner", "finance", "business", "auditor")


def enter_parties(apps: Any, _editor: Any) -> None:
    """Enter each delivery's party, by the role of its maker in the contract, else by the maker's organisation."""
    deliveries, accesses = apps.get_model("evidence", "Delivery"), apps.get_model("contracts", "Access")
    authority = accesses.objects.filter(
        contract=models.OuterRef("contract"), person=models.OuterRef("made_by"), role__in=AUTHORITY_ROLES
    )
    own = models.Q(models.Exists(authority)) | models.Q(made_by__organisation=models.F("contract__authority"))
    of_the_authority = deliveries.objects.filter(own).values("pk")
    deliveries.objects.filter(pk__in=list(of_the_authority.values_list("pk", flat=True))).update(
        party="authority"
    )
    deliveries.objects.filter(party="").update(party="supplier")


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0004_alias"),
        ("evidence", "0007_row_answers"),
        ("parties", "0002_invitation"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="party",
            field=models.CharField(
                choices=[("authority", "Authority"), ("supplier", "Supplier")], default="", max_length=10
            ),
            preserve_default=False,
        ),
        migrations.RunPython(enter_parties, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("party__in", ("authority", "supplier"))), name="delivery_is_of_a_party"
            ),
        ),
    ]
