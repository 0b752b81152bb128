"""Case Plan Trainer: practise child-welfare case plans on invented cases, with feedback the same hour."""
